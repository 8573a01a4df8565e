import Foundation

/// A Swift file of the project, with its text and the part of it that is code.
struct SourceFile: CustomStringConvertible {
  /// Path from the project's root: `Shared/League/Season.swift`.
  let path: String
  let lines: [String]
  /// The lines without comments and without what stands in string literals.
  let code: [String]

  var description: String { path }

  /// `Shared/League` or `Services/Coordinator`.
  var target: String { path.split(separator: "/").prefix(2).joined(separator: "/") }

  var imports: [String] {
    code.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
        words[..<place].allSatisfy({
          ["public", "package", "internal", "private", "@testable", "@preconcurrency"].contains($0)
        })
      else { return nil }
      // `import struct Foundation.Date` imports Foundation.
      let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      let name = kinds.contains(words[place + 1]) && place + 2 < words.count ? words[place + 2] : words[place + 1]
      return name.split(separator: ".").first.map(String.init)
    }
  }

  /// The numbers of code lines, from 1, that a pattern is found in.
  func places(of pattern: String) throws -> [Int] {
    let regex = try NSRegularExpression(pattern: pattern)
    return code.indices.filter { index in
      regex.firstMatch(in: code[index], range: NSRange(code[index].startIndex..., in: code[index])) != nil
    }.map { $0 + 1 }
  }

  /// Whether a comment stands on the line or on the one above it.
  func hasComment(at line: Int) -> Bool {
    lines[max(0, line - 2)...(line - 1)].contains { $0.contains("//") }
  }

  /// Whether a comment stands between the line and the start of its function, or on the line.
  func hasCommentInFunction(at line: Int) -> Bool {
    for index in (0..<line).reversed() {
      if lines[index].contains("//"), !lines[index].contains("///") { return true }
      if code[index].contains("func ") || code[index].contains("init(") { return false }
    }
    return false
  }

  init(path: String, text: String) {
    self.path = path
    lines = text.components(separatedBy: "\n")
    code = Self.code(of: lines)
  }

  private static func code(of lines: [String]) -> [String] {
    let (quote, quotes) = (UInt8(ascii: "\""), Array("\"\"\"".utf8))
    let (lineComment, start, end) = (Array("//".utf8), Array("/*".utf8), Array("*/".utf8))
    var isInText = false
    var isInComment = false
    return lines.map { line in
      var code: [UInt8] = []
      var rest = Array(line.utf8)[...]
      var isInString = false
      while let byte = rest.first {
        if isInComment {
          isInComment = !rest.starts(with: end)
          rest = rest.dropFirst(isInComment ? 1 : 2)
        } else if rest.starts(with: quotes) {
          isInText.toggle()
          rest = rest.dropFirst(3)
        } else if isInText {
          rest = rest.dropFirst()
        } else if isInString, byte == UInt8(ascii: "\\") {
          rest = rest.dropFirst(2)
        } else if byte == quote {
          isInString.toggle()
          rest = rest.dropFirst()
        } else if isInString {
          rest = rest.dropFirst()
        } else if rest.starts(with: lineComment) {
          break
        } else if rest.starts(with: start) {
          isInComment = true
          rest = rest.dropFirst(2)
        } else {
          code.append(byte)
          rest = rest.dropFirst()
        }
      }
      return String(decoding: code, as: UTF8.self)
    }
  }
}

/// The project's tree, found from this file's own path.
struct SourceTree {
  let root: URL

  init(from file: String = #filePath) {
    let source = URL(fileURLWithPath: file).resolvingSymlinksInPath()
    root = source.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  func swiftFiles(in folders: String...) throws -> [SourceFile] {
    try folders.flatMap { folder in
      try files(in: folder).filter { $0.pathExtension == "swift" }.map { url in
        SourceFile(path: relative(url), text: try String(contentsOf: url, encoding: .utf8))
      }
    }
  }

  /// Every regular file below a folder, in order.
  func files(in folder: String) throws -> [URL] {
    let start = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey]) else {
      return []
    }
    return try walk.compactMap { $0 as? URL }
      .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
      .sorted { $0.path < $1.path }
  }

  func relative(_ url: URL) -> String {
    let base = root.resolvingSymlinksInPath().path
    let path = url.resolvingSymlinksInPath().path
    return path.hasPrefix(base) ? String(path.dropFirst(base.count + 1)) : path
  }
}
