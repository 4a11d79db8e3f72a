import Synchronization

/// A schema that is found when it is first asked for: a command needs one of the catalogue's hundred and fifty, and probing all takes 40 ms.
final class LazySchema: Sendable {
    private let probe: @Sendable () -> JSONSchema
    private let found = Mutex<JSONSchema?>(nil)

    init(_ probe: @escaping @Sendable () -> JSONSchema) { self.probe = probe }

    var schema: JSONSchema {
        found.withLock { found in
            if let found { return found }
            let schema = probe()
            found = schema
            return schema
        }
    }
}
