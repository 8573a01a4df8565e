import Foundation
import Testing

@Suite("The house holds its own rules")
struct ArchitectureTests {
  private let tree = SourceTree()

  /// Floors of the house; a module imports only modules of lower floors.
  private static let floors: [Set<String>] = [
    ["CCurl", "CPostgres", "CRdKafka", "CXGBoost", "CZlib"], ["JSON", "League", "Telemetry"],
    ["Contracts", "Warehouse", "Bus"],
    ["BusKafka", "Ledger", "Providers"], ["Pipeline", "Alerts"], ["Runtime", "Reports"],
  ]

  private func floor(of module: String) -> Int? {
    Self.floors.firstIndex { $0.contains(module) }
  }

  private static let sources = Result { try SourceTree().swiftFiles(in: "Shared", "Services") }

  /// The files below some folders, read once for all tests.
  private func sources(_ folders: String...) throws -> [SourceFile] {
    let files = try Self.sources.get().filter { file in folders.contains { file.path.hasPrefix($0 + "/") } }
    try #require(files.count > 20, "the sources were not found below \(tree.root.path)")
    return files
  }

  @Test("a module of Shared imports only what lies below it")
  func imports() throws {
    for file in try sources("Shared") {
      let module = file.target.replacingOccurrences(of: "Shared/", with: "")
      let own = try #require(floor(of: module), "\(file): \(module) has no floor; give it one")
      for imported in file.imports {
        if let other = floor(of: imported) {
          #expect(other < own, "\(file) imports \(imported), which does not lie below \(module)")
        }
        #expect(!imported.hasPrefix("Phase"), "\(file) imports \(imported)")
      }
    }
  }

  @Test("every folder of Shared has a floor")
  func floors() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: tree.root.appendingPathComponent("Shared").path)
    for folder in folders where !folder.hasPrefix(".") {
      #expect(floor(of: folder) != nil, "\(folder)")
    }
  }

  @Test("a C library and the SQL engine have one importer each")
  func edges() throws {
    let homes = [
      "CRdKafka": "Shared/BusKafka/", "CXGBoost": "Services/Phase5Predict/Boosting/", "CZlib": "Shared/Providers/",
      "CCurl": "Shared/Providers/HTTP/", "GRDB": "Shared/Warehouse/SQLite/",
      "CPostgres": "Shared/Warehouse/PostgreSQL/",
    ]
    let files = try sources("Shared", "Services")
    for (module, home) in homes {
      let importers = files.filter { $0.imports.contains(module) }
      #expect(!importers.isEmpty, "nobody imports \(module)")
      for file in importers {
        #expect(file.path.hasPrefix(home), "\(file) imports \(module)")
      }
    }
  }

  @Test("no phase imports another phase")
  func phases() throws {
    let files = try sources("Services")
    let phases = Set(files.map(\.target)).map { $0.replacingOccurrences(of: "Services/", with: "") }.filter {
      $0.hasPrefix("Phase")
    }
    #expect(phases.count == 7)
    for file in files where file.target.hasPrefix("Services/Phase") {
      for imported in file.imports {
        #expect(!imported.hasPrefix("Phase"), "\(file) imports \(imported)")
      }
    }
  }

  @Test("no file has more than 400 lines")
  func length() throws {
    for file in try sources("Shared", "Services") {
      #expect(file.lines.count <= 401, "\(file) has \(file.lines.count - 1) lines")
    }
  }

  @Test("a forced step has a comment that says why it cannot fail")
  func forcedSteps() throws {
    let patterns = [#"\btry!"#, #"\bas!"#, "@unchecked Sendable", #"[A-Za-z0-9_)\]]!(?![=A-Za-z])"#, "unsafeBitCast"]
    for file in try sources("Shared", "Services") {
      for pattern in patterns {
        for line in try file.places(of: pattern) {
          #expect(file.hasComment(at: line), "\(file):\(line) \(file.lines[line - 1])")
        }
      }
    }
  }

  @Test("R67: nothing ends the process from within")
  func fatalErrors() throws {
    for file in try sources("Shared", "Services") {
      for line in try file.places(of: #"\b(fatalError|preconditionFailure|assertionFailure)\("#) {
        Issue.record("\(file):\(line) \(file.lines[line - 1])")
      }
    }
  }

  @Test("only the operator's tools print")
  func printing() throws {
    for file in try sources("Shared", "Services")
    where !["Services/Backcourt", "Services/ProviderSim"].contains(file.target) {
      for line in try file.places(of: #"\b(print|debugPrint|dump|NSLog)\("#) {
        Issue.record("\(file):\(line) \(file.lines[line - 1])")
      }
    }
  }

  @Test("nothing is tried in silence: a `try?` has a reason in place")
  func silentTries() throws {
    for file in try sources("Shared", "Services") {
      for line in try file.places(of: #"\btry\?"#) {
        #expect(file.hasCommentInFunction(at: line), "\(file):\(line) \(file.lines[line - 1])")
      }
    }
  }

  @Test("the project speaks of itself, not of how it was made or of the machine it was made on")
  func words() throws {
    // Written backwards, so that this file passes its own test.
    let words = [
      "edualc", "ciporhtna", "tpgtahc", "ianepo", "tolipoc", "ledom egaugnal", "tnegabus", "tnatsissa ia",
      "detareneg-ia", "/krow/", "/toor/", "/emoh/",
    ].map { String($0.reversed()) }
    let roots = ["Shared", "Services", "Tests", "docs", "Benchmarks", "deploy"]
    let single = ["Package.swift", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "docker-compose.yml"]
    let urls =
      try roots.flatMap { try tree.files(in: $0) }
      + single.map { tree.root.appendingPathComponent($0) }.filter { FileManager.default.fileExists(atPath: $0.path) }
    #expect(urls.count > 100)
    for url in urls {
      guard let text = String(bytes: try Data(contentsOf: url), encoding: .utf8)?.lowercased() else { continue }
      for word in words where text.contains(word) {
        Issue.record("\(tree.relative(url)) says '\(word)'")
      }
    }
  }
}

@Suite("Reading sources")
struct SourceFileTests {
  @Test("comments and strings are no code")
  func code() throws {
    let file = SourceFile(
      path: "Shared/League/X.swift",
      text: """
        public import Foundation  // for Date
        @testable import League
        import struct Bus.Message
        let a = b! // why
        let c = "try! d!"
        /* fatalError( */ let e = 1
        // import Runtime
        if a != b, !c { }
        """)
    #expect(file.imports == ["Foundation", "League", "Bus"])
    #expect(try file.places(of: #"[A-Za-z0-9_)\]]!(?![=A-Za-z])"#) == [4])
    #expect(try file.places(of: #"\btry!"#).isEmpty)
    #expect(try file.places(of: "fatalError").isEmpty)
    #expect(file.code[5] == " let e = 1")
    #expect(file.hasComment(at: 4) && file.hasComment(at: 5) && !file.hasComment(at: 6 - 3))
    #expect(file.target == "Shared/League")
  }
}
