/// A refusal or failure as every front end shows it (RFC 9457): what, why, by which rule, with which facts.
package struct Problem: Error, Sendable, Hashable {
    package var name: Name
    /// One sentence for the person who asked, with what to do next.
    package var detail: String
    /// The id of the rule in RULES.md that refuses, if one does.
    package var rule: String?
    /// What a program needs to go on: `opens_on`, `agent`, `fields`.
    package var facts: JSONObject

    package init(_ name: Name, _ detail: String, rule: String? = nil, facts: JSONObject = [:]) {
        self.name = name
        self.detail = detail
        self.rule = rule
        self.facts = facts
    }

    /// Bad input, each field with its reason.
    package static func invalid(_ fields: [String: String], detail: String? = nil) -> Problem {
        let listed = fields.keys.sorted().map { "\($0) \(fields[$0] ?? "")" }.joined(separator: "; ")
        return Problem(
            .invalid, detail ?? "Please correct: \(listed).",
            facts: ["fields": .object(fields.mapValues { .string($0) })])
    }

    /// A thing that is not there, or that the caller may not know exists.
    package static func notFound(_ noun: String) -> Problem {
        Problem(.notFound, "There is no such \(noun), or it is not yours to see.")
    }

    /// The JSON body of the problem.
    package var body: JSONObject {
        var members = facts
        members["type"] = .string("/problems/\(name.rawValue)")
        members["title"] = .string(name.title)
        members["status"] = .integer(Int64(name.status))
        members["detail"] = .string(detail)
        if let rule { members["rule"] = .string(rule) }
        return members
    }
}
