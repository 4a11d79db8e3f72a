/// Finds a person again by their address, or by name and number together.
struct PersonIndex: Sendable {
    private struct NameAndPhone: Hashable {
        var name: String
        var digits: String
    }

    private var byEmail: [String: OpenCATSPlan.Root] = [:]
    private var byPhone: [NameAndPhone: OpenCATSPlan.Root] = [:]

    init(_ people: [OpenCATSKnown.Person]) {
        for person in people {
            add(.init(name: person.name, email: person.email), phone: person.phone, .known(person.rootId))
        }
    }

    mutating func add(_ folded: OpenCATSKnown.Folded, phone: String?, _ root: OpenCATSPlan.Root) {
        if let email = folded.email, byEmail[email] == nil { byEmail[email] = root }
        if let key = Self.key(folded.name, phone), byPhone[key] == nil { byPhone[key] = root }
    }

    func find(_ folded: OpenCATSKnown.Folded, phone: String?) -> (root: OpenCATSPlan.Root, reason: String)? {
        if let root = folded.email.flatMap({ byEmail[$0] }) { return (root, "e-mail address") }
        if let root = Self.key(folded.name, phone).flatMap({ byPhone[$0] }) { return (root, "name and phone number") }
        return nil
    }

    private static func key(_ name: String, _ phone: String?) -> NameAndPhone? {
        let digits = String((phone ?? "").unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
        return digits.count >= 3 ? NameAndPhone(name: name, digits: digits) : nil
    }
}
