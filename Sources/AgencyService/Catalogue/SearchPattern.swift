import Postgres

/// What somebody typed to find something, as patterns for `like`: its wildcards stand for themselves.
struct SearchPattern: Sendable {
    /// Fits a text that begins with what was typed.
    let beginning: String
    /// Fits a text in which a later word begins with what was typed.
    let laterWord: String

    /// Nil if nothing was typed.
    init?(_ typed: String?) {
        guard let typed, !typed.allSatisfy(\.isWhitespace) else { return nil }
        let escaped = typed.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        beginning = escaped + "%"
        laterWord = "% " + escaped + "%"
    }
}

extension SQL {
    /// A condition that holds where a word of the column begins with what was typed; always true without a pattern.
    static func matches(_ pattern: SearchPattern?, column: StaticString) -> SQL {
        guard let pattern else { return "true" }
        return """
            (lower(\(raw: "\(column)")) like lower(\(pattern.beginning)::text) \
            or lower(\(raw: "\(column)")) like lower(\(pattern.laterWord)::text))
            """
    }
}
