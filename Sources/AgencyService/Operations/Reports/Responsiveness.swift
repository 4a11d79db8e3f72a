import Agency

/// How a client, a contact or the clients of a desk kept the dates by which they had said they would answer.
package struct Responsiveness: Codable, Sendable {
    /// The id of the client, contact or recruiter.
    package var key: Int64
    package var name: String
    /// The client; of a contact, theirs; null for a recruiter.
    package var client: String?
    /// Dates of the period that have passed, or were kept before they did.
    package var promises: Int64
    /// Those on or before which feedback was received.
    package var kept: Int64
    /// How many were moved to a later day (T7).
    package var slips: Int64
    /// Days by which half of those that were not kept were late, or are; null if all were kept.
    package var daysLateMedian: Int64?
    /// Days from the interview to the answer of half of the interviews that were answered; null if none was.
    package var answeredWithinMedian: Int64?
}

/// What the ledger of promises can be summed up by.
package enum ResponsivenessGrouping: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case client, contact, recruiter
}

extension Responsiveness: TableRow {
    package static let columns = [
        "key", "name", "client", "promises", "kept", "slips", "days_late_median", "answered_within_median",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(key)
        lines.cell(name)
        lines.cell(client)
        lines.cell(promises)
        lines.cell(kept)
        lines.cell(slips)
        lines.cell(daysLateMedian)
        lines.cell(answeredWithinMedian)
    }
}
