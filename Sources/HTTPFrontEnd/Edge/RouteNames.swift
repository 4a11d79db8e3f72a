import AgencyService
import HTTPTypes

/// Which operation stands behind a method and a route, so that log and metrics name that instead of a raw path.
struct RouteNames: Sendable {
    private let operations: [String: [HTTPRequest.Method: String]]

    init(_ catalogue: [AnyOperation]) {
        var operations: [String: [HTTPRequest.Method: String]] = [:]
        for operation in catalogue {
            let route = operation.description.route
            operations["/api/v1\(route.path)", default: [:]][route.method.http] = operation.name
        }
        self.operations = operations
    }

    /// - Parameter path: the path of the matched route, its parameters in braces; nil or no path where none matched.
    func names(_ method: HTTPRequest.Method, _ path: String?) -> (operation: String, route: String) {
        guard let path, path.hasPrefix("/") else { return ("none", "-") }
        guard let methods = operations[path] else { return ("page", path) }
        return (methods[method == .head ? .get : method] ?? "none", path)
    }

    func isProbe(_ route: String) -> Bool { route == "/healthz" || route == "/readyz" || route == "/metrics" }

    func isKnown(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head, .post, .put, .patch, .delete, .options].contains(method)
    }
}

extension Route.Method {
    var http: HTTPRequest.Method {
        switch self {
        case .get: .get
        case .post: .post
        case .put: .put
        case .patch: .patch
        case .delete: .delete
        }
    }
}
