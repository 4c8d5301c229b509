//! Constants that combine.

/// What every type of flags can do. The type is a struct of one `i32` with a constant for each name.
macro_rules! flags {
    ($Flags:ident { $($NAME:ident),* $(,)? }) => {
        impl $Flags {
            pub(crate) const fn new(bits: i32) -> Self {
                Self(bits)
            }

            /// None of the flags.
            #[must_use]
            pub const fn empty() -> Self {
                Self::new(0)
            }

            /// All of the flags.
            #[must_use]
            pub const fn all() -> Self {
                Self(0 $(| Self::$NAME.0)*)
            }

            /// The number that C knows these flags by.
            #[must_use]
            pub const fn bits(self) -> i32 {
                self.0
            }

            /// The flags of a number; none where it has other bits besides.
            #[must_use]
            pub const fn from_bits(bits: i32) -> Option<Self> {
                if bits & !Self::all().0 == 0 {
                    Some(Self(bits))
                } else {
                    None
                }
            }

            /// Whether there are none.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Whether all of the others are among these.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// Whether some of the others are among these.
            #[must_use]
            pub const fn intersects(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }

        impl std::ops::BitOr for $Flags {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl std::ops::BitOrAssign for $Flags {
            fn bitor_assign(&mut self, other: Self) {
                self.0 |= other.0;
            }
        }

        impl std::ops::BitAnd for $Flags {
            type Output = Self;

            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }

        impl std::ops::BitAndAssign for $Flags {
            fn bitand_assign(&mut self, other: Self) {
                self.0 &= other.0;
            }
        }

        impl std::ops::BitXor for $Flags {
            type Output = Self;

            fn bitxor(self, other: Self) -> Self {
                Self(self.0 ^ other.0)
            }
        }

        impl std::ops::BitXorAssign for $Flags {
            fn bitxor_assign(&mut self, other: Self) {
                self.0 ^= other.0;
            }
        }

        /// Those of these that are not among the others.
        impl std::ops::Sub for $Flags {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }
        }

        impl std::ops::SubAssign for $Flags {
            fn sub_assign(&mut self, other: Self) {
                self.0 &= !other.0;
            }
        }

        /// All that are not among these.
        impl std::ops::Not for $Flags {
            type Output = Self;

            fn not(self) -> Self {
                Self::all() - self
            }
        }

        impl FromIterator<Self> for $Flags {
            fn from_iter<I: IntoIterator<Item = Self>>(flags: I) -> Self {
                flags.into_iter().fold(Self::empty(), |all, flag| all | flag)
            }
        }

        impl std::fmt::Debug for $Flags {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let single = |flag: Self| flag.0.count_ones() == 1 && self.contains(flag);
                let flags = [$((stringify!($NAME), Self::$NAME)),*];
                let names = flags.iter().filter(|(_, flag)| single(*flag));
                let names = names.map(|(name, _)| *name).collect::<Vec<_>>();
                write!(formatter, "{}({})", stringify!($Flags), names.join(" | "))
            }
        }
    };
}

pub(crate) use flags;
