import Foundation
import Reports

/// What a check of `backcourt doctor` found.
struct Finding: Encodable, Sendable {
  enum Verdict: String, Encodable, Comparable, CaseIterable, Sendable {
    case ok, warning, broken

    static func < (left: Verdict, right: Verdict) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The check.
  var check: String
  /// How it stands.
  var verdict: Verdict
  /// What is so.
  var what: String
  /// What to do about it; nil when there is nothing to do.
  var remedy: String?

  static func ok(_ check: String, _ what: String) -> Finding {
    Finding(check: check, verdict: .ok, what: what, remedy: nil)
  }

  static func warning(_ check: String, _ what: String, _ remedy: String) -> Finding {
    Finding(check: check, verdict: .warning, what: what, remedy: remedy)
  }

  static func broken(_ check: String, _ what: String, _ remedy: String) -> Finding {
    Finding(check: check, verdict: .broken, what: what, remedy: remedy)
  }
}

/// All that was found.
struct DoctorReport: Encodable {
  var verdict: Finding.Verdict
  var findings: [Finding]

  init(_ findings: [Finding]) {
    self.findings = findings
    verdict = findings.map(\.verdict).max() ?? .ok
  }

  var text: String {
    let width = findings.map(\.check.count).max() ?? 0
    return findings.map { finding in
      let mark = finding.verdict.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
      let name = finding.check.padding(toLength: width, withPad: " ", startingAt: 0)
      let indent = String(repeating: " ", count: 8 + width + 4)
      return "\(mark)  \(name)  \(SafeText.line(finding.what))" + (finding.remedy.map { "\n\(indent)→ \($0)" } ?? "")
    }.joined(separator: "\n")
  }
}
