/// Turns a Swift property name into the JSON key of INTERFACE.md: `feedbackBy` becomes `feedback_by`.
///
/// Only ASCII letters occur in property names of the catalogue.
func snakeCase(_ name: String) -> String {
    var result = ""
    result.reserveCapacity(name.utf8.count + 4)
    for character in name {
        if character.isUppercase {
            if !result.isEmpty { result.append("_") }
            result.append(contentsOf: character.lowercased())
        } else {
            result.append(character)
        }
    }
    return result
}
