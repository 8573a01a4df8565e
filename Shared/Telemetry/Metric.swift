/// Every metric there is: its name, what it means, and its labels. No date, player or id is a label.
public enum Metric: String, CaseIterable, Sendable {
  case buildInfo = "backcourt_build_info"
  case datesSettled = "backcourt_dates_settled_total"
  case cellsSettled = "backcourt_cells_settled_total"
  case cellDuration = "backcourt_cell_duration_seconds"
  case rowsWritten = "backcourt_rows_written_total"
  case retries = "backcourt_retries_total"
  case deadLetters = "backcourt_dead_letters_total"
  case providerFetches = "backcourt_provider_fetches_total"
  case providerRequests = "backcourt_provider_requests_total"
  case providerSuccess = "backcourt_provider_success_ratio"
  case consumerLag = "backcourt_consumer_lag"
  case consumerOldest = "backcourt_consumer_oldest_unsettled_seconds"
  case consumerConnected = "backcourt_consumer_connected"
  case ready = "backcourt_ready"
  case cells = "backcourt_cells"
  case waitingDates = "backcourt_waiting_dates"
  case openDeadLetters = "backcourt_open_dead_letters"
  case runs = "backcourt_runs"
  case runDates = "backcourt_run_dates"

  /// What a metric counts or measures.
  public enum Kind: Hashable, Sendable {
    /// Only grows.
    case counter
    /// Goes up and down.
    case gauge
    /// Seconds, counted by upper bounds.
    case histogram([Double])

    /// As the text format calls it.
    public var word: String {
      switch self {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    }
  }

  /// As Prometheus knows it.
  public var name: String { rawValue }

  /// What kind it is.
  public var kind: Kind {
    switch self {
    case .datesSettled, .cellsSettled, .rowsWritten, .retries, .deadLetters, .providerFetches, .providerRequests:
      .counter
    case .cellDuration: .histogram([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
    case .buildInfo, .providerSuccess, .consumerLag, .consumerOldest, .consumerConnected, .ready, .cells, .waitingDates,
      .openDeadLetters, .runs, .runDates:
      .gauge
    }
  }

  /// The names of its labels, in the order of their values.
  public var labels: [String] {
    switch self {
    case .buildInfo: ["service", "version"]
    case .datesSettled: ["phase", "outcome", "origin"]
    case .cellsSettled: ["phase", "table", "outcome"]
    case .cellDuration: ["phase", "table"]
    case .rowsWritten: ["phase", "table"]
    case .retries: ["phase"]
    case .deadLetters: ["phase", "kind"]
    case .providerFetches: ["kind", "outcome"]
    case .providerRequests: ["source", "outcome"]
    case .providerSuccess: ["source"]
    case .consumerLag, .consumerOldest, .consumerConnected: ["group"]
    case .ready, .openDeadLetters: []
    case .cells: ["phase", "state"]
    case .waitingDates: ["phase"]
    case .runs: ["state"]
    case .runDates: ["state"]
    }
  }

  /// What it means, in a sentence.
  public var help: String {
    switch self {
    case .buildInfo: "Always 1; the labels say what runs."
    case .datesSettled: "Completions published, by outcome and by what asked for the date."
    case .cellsSettled: "Cells that this process worked on, by outcome."
    case .cellDuration: "Seconds of work on a cell, waiting for leases not counted."
    case .rowsWritten: "Rows written, where a cell's rows changed."
    case .retries: "Further tries after errors that may pass."
    case .deadLetters: "Messages put aside: refused as they stand, or of a date that failed."
    case .providerFetches: "Payloads asked of the source, by kind and outcome."
    case .providerRequests: "Requests to a provider: answered, failed, and of both those repeated after a failure."
    case .providerSuccess: "Share of the requests to a provider since the start that were answered."
    case .consumerLag: "Messages on the bus that the group has not finished, as this member sees it."
    case .consumerOldest: "Seconds since the oldest unfinished message was pulled; 0 without one."
    case .consumerConnected: "1 while the bus answers this member and it has its share of the partitions."
    case .ready: "1 while every check of /readyz holds."
    case .cells: "Cells of the output grid, by state."
    case .waitingDates: "Dates that wait for an input or for their time."
    case .openDeadLetters: "Dead letters about which nothing was decided."
    case .runs: "Runs that are not over, by state."
    case .runDates: "Dates of the runs that are not over, counted once for each stage."
    }
  }
}
