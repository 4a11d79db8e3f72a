/// The method and path of an operation under `/api/v1`.
package struct Route: Sendable, Hashable {
    package enum Method: String, Sendable, CaseIterable { case get = "GET", post = "POST", put = "PUT", patch = "PATCH", delete = "DELETE" }

    package var method: Method
    /// Segments in braces are members of the input: `/interviews/{id}/feedback`.
    package var path: String

    package static func get(_ path: String) -> Route { Route(method: .get, path: path) }
    package static func post(_ path: String) -> Route { Route(method: .post, path: path) }
    package static func put(_ path: String) -> Route { Route(method: .put, path: path) }
    package static func patch(_ path: String) -> Route { Route(method: .patch, path: path) }
    package static func delete(_ path: String) -> Route { Route(method: .delete, path: path) }

    /// The input members that stand in the path.
    package var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
