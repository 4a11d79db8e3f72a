import AgencyService
import ArgumentParser

/// One or more ids, `3` or `3,4`; the option may be given again.
struct Identifiers: ExpressibleByArgument, Equatable {
    var ids: [Int64]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let ids = parts.compactMap { Int64($0) }
        guard ids.count == parts.count else { return nil }
        self.ids = ids
    }
}

extension [Identifiers] {
    /// All ids, or nil if the option was not given.
    var joined: [Int64]? { isEmpty ? nil : flatMap(\.ids) }
}

extension NameSpecification {
    /// An option for the id of something: `--contact` and, as the API calls it, `--contact-id`.
    static func id(_ noun: String) -> NameSpecification { [.customLong(noun), .customLong("\(noun)-id")] }

    /// An option for several ids: `--interviewer`, `--interviewer-id` and `--interviewer-ids`.
    static func ids(_ noun: String) -> NameSpecification {
        [.customLong(noun), .customLong("\(noun)-id"), .customLong("\(noun)-ids")]
    }
}
