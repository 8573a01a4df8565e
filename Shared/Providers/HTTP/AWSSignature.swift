/// What a request to an S3-compatible store is signed with; libcurl makes the signature (version 4).
public struct AWSSignature: Hashable, Sendable {
  /// The key's name, which is no secret.
  public let accessKey: String
  /// The key.
  public let secretKey: Secret
  /// The region, as `us-east-1`.
  public let region: String

  /// A signature.
  public init(accessKey: String, secretKey: Secret, region: String) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.region = region
  }
}
