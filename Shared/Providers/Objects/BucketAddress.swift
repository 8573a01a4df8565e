/// Where objects are kept: a bucket of an S3-compatible store and a prefix in it, with what opens it.
///
/// | variable | default | meaning |
/// |---|---|---|
/// | `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL` | Amazon's of the region | the store's address, as `http://minio:9000` |
/// | `AWS_REGION`, `AWS_DEFAULT_REGION` | `us-east-1` | its region |
/// | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` | none | the key; required |
/// | `AWS_SESSION_TOKEN` | none | what goes with a key for a time |
public struct BucketAddress: Hashable, Sendable, CustomStringConvertible {
  /// The store, without a slash at its end.
  public let endpoint: String
  /// The bucket.
  public let bucket: String
  /// Before every key; empty or with a slash at its end.
  public let prefix: String
  let signature: AWSSignature
  let token: Secret?

  /// Reads `s3://bucket/prefix` and the environment.
  ///
  /// - Throws: ``ProviderError/refused(source:reason:)`` for another address, or without a key.
  public init(_ text: String, environment: [String: String]) throws(ProviderError) {
    let parts = text.dropFirst("s3://".count).split(separator: "/").map(String.init)
    guard text.hasPrefix("s3://"), let bucket = parts.first else {
      throw .refused(source: "the object store", reason: "'\(text)' is no address of objects; write s3://bucket/prefix")
    }
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    guard let accessKey = value("AWS_ACCESS_KEY_ID"), let secretKey = Secret(value("AWS_SECRET_ACCESS_KEY")) else {
      throw .refused(
        source: "s3://\(bucket)", reason: "there is no key; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    }
    let region = value("AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1"
    var endpoint = value("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL") ?? "https://s3.\(region).amazonaws.com"
    while endpoint.hasSuffix("/") { endpoint.removeLast() }
    self.endpoint = endpoint
    self.bucket = bucket
    prefix = parts.dropFirst().map { "\($0)/" }.joined()
    signature = AWSSignature(accessKey: accessKey, secretKey: secretKey, region: region)
    token = Secret(value("AWS_SESSION_TOKEN"))
  }

  /// `s3://bucket/prefix`.
  public var description: String { "s3://\(bucket)/\(prefix)" }
}
