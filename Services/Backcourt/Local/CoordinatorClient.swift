import Foundation
import FoundationNetworking
import Ledger
import Pipeline
import Runtime

/// The coordinator's API, from outside.
struct CoordinatorClient: Sendable {
  let url: URL
  let token: String?

  func plan(_ request: RunRequest) async throws -> Plan {
    try await send("POST", "api/plan", body: request, timeout: 300)
  }

  func start(_ request: RunRequest) async throws -> String {
    struct Started: Decodable { var runID: String }
    let started: Started = try await send("POST", "api/runs", body: request, timeout: 30)
    return started.runID
  }

  func status(of runID: String) async throws -> RunStatus {
    try await send("GET", "api/runs/\(runID)", body: String?.none, timeout: 30)
  }

  func give(_ order: RunOrderRequest, to runID: String?) async throws -> RunStatus {
    try await send("POST", "api/runs/\(runID ?? "current")/orders", body: order, timeout: 30)
  }

  func replay(_ letter: String, _ order: ReplayOrder) async throws -> DeadLetter {
    try await send("POST", "api/deadletters/\(letter)/replay", body: order, timeout: 30)
  }

  func health() async throws -> [String: String] {
    try await send("GET", "healthz", body: String?.none, timeout: 2)
  }

  func isReady() async -> Bool {
    do {
      let _: [String: String] = try await send("GET", "readyz", body: String?.none, timeout: 2)
      return true
    } catch {
      return false
    }
  }

  private func send<Body: Encodable, Answer: Decodable>(
    _ method: String, _ path: String, body: Body?, timeout: TimeInterval
  ) async throws -> Answer {
    var request = URLRequest(url: url.appendingPathComponent(path), timeoutInterval: timeout)
    request.httpMethod = method
    if let token {
      request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    }
    if let body {
      request.httpBody = try JSONEncoder().encode(body)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    let data: Data
    let response: URLResponse
    do {
      (data, response) = try await URLSession.shared.data(for: request)
    } catch {
      throw CoordinatorProblem.unreachable(url.absoluteString)
    }
    let code = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard (200..<300).contains(code) else {
      throw CoordinatorProblem.refused(code: code, message: Self.message(in: data))
    }
    return try JSONDecoder().decode(Answer.self, from: data)
  }

  private static func message(in data: Data) -> String {
    struct Plain: Decodable { var error: String }
    struct Framework: Decodable {
      struct Inner: Decodable { var message: String }
      var error: Inner
    }
    let decoder = JSONDecoder()
    // Either shape may come; the body as it is serves when neither does.
    if let plain = try? decoder.decode(Plain.self, from: data) { return plain.error }
    if let other = try? decoder.decode(Framework.self, from: data) { return other.error.message }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Why the coordinator did not answer as wished.
enum CoordinatorProblem: Error, CustomStringConvertible {
  case unreachable(String)
  case refused(code: Int, message: String)

  var description: String {
    switch self {
    case .unreachable(let url):
      "the coordinator at \(url) does not answer; is the stack up? Start it with `backcourt up`, or add --local"
    case .refused(_, let message): message.isEmpty ? "the coordinator refused without a word" : message
    }
  }
}
