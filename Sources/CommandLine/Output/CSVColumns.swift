import AgencyService

/// The columns of a list as CSV: one for each member of an item, also for those of an object inside it.
struct CSVColumns: Equatable {
    /// The member names that lead to each column's value.
    let paths: [[String]]

    /// From the catalogue, or from the first item where the catalogue does not know all its members.
    init(operation: String, first: OrderedJSON?) {
        let members = first?.members?.map(\.name) ?? []
        let known = Self.schema(of: operation).map { Self.paths(of: $0, under: []) } ?? []
        let fits = !known.isEmpty && Set(known.compactMap(\.first)).isSuperset(of: members)
        paths = fits ? known : members.map { [$0] }
    }

    private static func schema(of operation: String) -> JSONSchema? {
        guard case .object(let page)? = Catalogue.operation(named: operation)?.description.output,
            case .array(let item)? = page.property("items")?.schema
        else { return nil }
        return item
    }

    private static func paths(of schema: JSONSchema, under path: [String]) -> [[String]] {
        guard case .object(let object) = schema, !object.properties.isEmpty else { return path.isEmpty ? [] : [path] }
        return object.properties.flatMap { paths(of: $0.schema, under: path + [$0.name]) }
    }

    var header: String { CSVText.record(paths.map { $0.joined(separator: "_") }) }

    func record(_ item: OrderedJSON) -> String {
        CSVText.record(
            paths.map { path in
                path.reduce(item as OrderedJSON?) { $0?[$1] }.map(CSVText.field) ?? ""
            })
    }
}
