//! The built-in emulator of both vendors. It reads requests off the wire with its own eyes: it shares
//! the books of codes with the clients, never their request types or their signing code.
