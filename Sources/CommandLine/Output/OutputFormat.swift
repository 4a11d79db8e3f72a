import ArgumentParser

/// The form in which a list is printed.
enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// Aligned on a terminal, tab-separated in a pipe.
    case table
    case csv
    case json
}
