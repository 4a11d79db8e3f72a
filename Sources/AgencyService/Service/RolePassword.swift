import Crypto
import Foundation

/// Passwords of the database login roles, derived from one secret that the installation keeps in `role-secret` (0600).
package enum RolePassword {
    package static func derive(secret: String, role: DatabaseRole) -> String {
        let key = SymmetricKey(data: Data(secret.utf8))
        return Hexadecimal.encode(HMAC<SHA256>.authenticationCode(for: Data(role.rawValue.utf8), using: key))
    }
}
