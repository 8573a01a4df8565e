import Foundation

/// The manual of a command for `man`, from what its options and arguments declare.
struct ManualPage {
  private let tool: Tool
  private let version: String

  /// - Parameter description: what ArgumentParser tells of a command, as JSON.
  init(description: String, version: String) throws {
    tool = try JSONDecoder().decode(Tool.self, from: Data(description.utf8))
    self.version = version
  }

  /// The page in the macros of man(7).
  var text: String {
    let root = tool.command
    var lines = [
      ".TH \(root.commandName.uppercased()) 1 \"\" \"\(root.commandName) \(version)\" \"\"", ".SH NAME",
      "\(root.commandName) \\- \(Self.escaped(root.abstract ?? ""))", ".SH SYNOPSIS",
      "\\fB\(root.commandName)\\fR \\fIcommand\\fR [\\fIoptions\\fR]", ".SH DESCRIPTION",
      Self.escaped(root.discussion ?? ""), ".SH COMMANDS",
    ]
    for command in root.shownSubcommands { lines += Self.section(of: command, within: root.commandName) }
    lines += [
      ".SH ENVIRONMENT", ".TP", "\\fBBACKCOURT_DATA_DIR\\fR", "The data folder, where \\fB\\-\\-data\\fR is not given.",
      ".TP", "\\fBBACKCOURT_SOURCE\\fR",
      "Where payloads come from, where \\fB\\-\\-source\\fR is not given.", ".TP", "\\fBBACKCOURT_COORDINATOR_URL\\fR",
      "The coordinator, where \\fB\\-\\-coordinator\\fR is not given.", ".TP", "\\fBBACKCOURT_API_TOKEN\\fR",
      "What the coordinator asks for, where the data folder has no file \\fItoken\\fR.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(of command: Tool.Command, within path: String) -> [String] {
    let path = "\(path) \(command.commandName)"
    guard command.shownSubcommands.isEmpty else {
      let about = [".SS \(escaped(path))", escaped(command.abstract ?? ""), escaped(command.discussion ?? "")]
      return about.filter { !$0.isEmpty } + command.shownSubcommands.flatMap { section(of: $0, within: path) }
    }
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && $0.preferredName?.name != "help" }
    let places = arguments.filter { $0.kind == "positional" }.map { argument in
      let name = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
      return " " + (argument.isOptional ? "[\(name)]" : name) + (argument.isRepeating ? " ..." : "")
    }
    var lines = [".SS \(escaped(path))\(places.joined())", escaped(command.abstract ?? "")]
    if let discussion = command.discussion { lines += [".PP", escaped(discussion)] }
    for argument in arguments { lines += [".TP", name(of: argument), escaped(words(of: argument))] }
    return lines
  }

  private static func name(of argument: Tool.Argument) -> String {
    let value = "\\fI\(escaped(argument.valueName ?? ""))\\fR"
    guard argument.kind != "positional" else { return value }
    let names = (argument.names ?? []).map { "\\fB\(escaped(($0.kind == "long" ? "--" : "-") + $0.name))\\fR" }
    return names.joined(separator: ", ") + (argument.kind == "option" ? " \(value)" : "")
  }

  private static func words(of argument: Tool.Argument) -> String {
    var words = [argument.abstract ?? ""]
    if let values = argument.allValues, argument.kind == "option" {
      words.append("One of \(values.joined(separator: ", ")).")
    }
    if let usual = argument.defaultValue, argument.kind == "option" { words.append("Usually \(usual).") }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What roff would take for an instruction, as text.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\n", with: " ")
    return plain.first == "." || plain.first == "'" ? "\\&" + plain : plain
  }

  /// The form in which ArgumentParser describes a command.
  private struct Tool: Decodable {
    var command: Command

    struct Command: Decodable {
      var commandName: String
      var abstract: String?
      var discussion: String?
      var shouldDisplay: Bool?
      var subcommands: [Command]?
      var arguments: [Argument]?

      var shownSubcommands: [Command] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
      }
    }

    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var kind: String
      var abstract: String?
      var shouldDisplay: Bool
      var isOptional: Bool
      var isRepeating: Bool
      var names: [Name]?
      var preferredName: Name?
      var valueName: String?
      var defaultValue: String?
      var allValues: [String]?
    }
  }
}
