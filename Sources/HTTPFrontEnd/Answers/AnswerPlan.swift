import AgencyService

/// What of an operation decides the form of its answers; worked out once for each, from the catalogue.
struct AnswerPlan: Sendable {
    /// One thing that a reader may keep and ask about again: gets an entity tag.
    let isSingle: Bool
    /// A list whose answer says where the next page begins.
    let isList: Bool
    /// The name of a list that can also be had as a table.
    let table: String?
    /// Where a thing that was made can be read: `/api/v1/interviews/`, followed by its id.
    let location: String?
    /// The status of a done request with a body.
    let status: Int
    /// Whether the answer has nothing to say and is 204.
    let isEmpty: Bool

    init(_ operation: OperationDescription, in catalogue: [AnyOperation]) {
        let path = operation.route.path
        let isRead = operation.route.method == .get
        isSingle = isRead && (path.hasSuffix("{id}") || path == "/status" || path == "/me")
        isList = operation.output.itemOfPage != nil
        table = operation.isExportable ? path.split(separator: "/").last.map(String.init) : nil
        location = operation.status == 201 ? Self.location(operation, in: catalogue) : nil
        isEmpty = operation.status == 204 || operation.route.method == .delete && operation.output.hasNoMembers
        status = isEmpty ? 204 : operation.status
    }

    private static func location(_ operation: OperationDescription, in catalogue: [AnyOperation]) -> String? {
        guard let noun = operation.route.path.split(separator: "/").last, operation.output.beginsWithID,
            catalogue.contains(where: { $0.description.route == .get("/\(noun)/{id}") })
        else { return nil }
        return "/api/v1/\(noun)/"
    }
}

extension JSONSchema {
    /// The schema of one item, if this is a list that ends with the cursor of its next page.
    var itemOfPage: JSONSchema? {
        guard case .object(let object) = self, object.properties.last?.name == "next",
            case .array(let item) = object.property("items")?.schema
        else { return nil }
        return item
    }

    var beginsWithID: Bool {
        guard case .object(let object) = self, let first = object.properties.first, first.name == "id",
            case .integer = first.schema
        else { return false }
        return true
    }

    /// Whether it is an object without members; a type without properties reads nothing and so leaves no schema behind.
    var hasNoMembers: Bool {
        switch self {
        case .object(let object): object.properties.isEmpty
        case .any: true
        default: false
        }
    }
}
