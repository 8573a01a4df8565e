import Contracts
import Pipeline
import Reports
import Warehouse

/// The tables that the services have declared.
struct TablesReport: Encodable {
  var tables: [TableInfo]

  var text: String {
    guard !tables.isEmpty else { return "No service has registered its tables yet. Start with: backcourt up" }
    var table = TextTable(columns: [
      .left("phase"), .left("table"), .right("version"), .right("columns"), .right("promises"), .left("for"),
    ])
    for info in tables {
      table.add([
        info.phase.rawValue, info.name.text, "\(info.version)", "\(info.schema.columns.count + 1)",
        "\(info.quality.count)", info.purpose,
      ])
    }
    return table.text
  }
}
