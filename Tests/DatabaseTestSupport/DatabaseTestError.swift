/// Why a test of the driver could not even begin.
package struct DatabaseTestError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
