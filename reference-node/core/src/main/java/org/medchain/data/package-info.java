/**
 * The healthcare data layer (paper §3.2.1): records, transactions, headers, blocks, Merkle trees,
 * targets, keys and hashes, and the one canonical encoding that everything hashed or signed goes
 * through. It uses no other layer.
 *
 * <h2>A type and its encoding</h2>
 *
 * <p>A record that is encoded lists the codecs of its components once, in their order:
 *
 * <pre>{@code
 * public record Delegation(PublicKey delegate, boolean byCenter, long untilMs) implements Encodable {
 *   static final Codec<Delegation> CODEC =
 *       Codec.of(Delegation.class, PublicKey.CODEC, Codec.FLAG, Codec.INT64);
 * }
 * }</pre>
 *
 * <p>Nothing else is needed. {@link org.medchain.data.Encodable} finds the field {@code CODEC} of a
 * value's class, or of an interface of it, so {@code value.encode(out)}, {@code value.encoded()}
 * and {@code value.expectedSize()} work; {@code CODEC.decode(in)} and {@code CODEC.decoded(bytes)}
 * read; {@code CODEC.minSize()} is the least size, of a type of fixed size the size. The canonical
 * constructor checks: its {@code IllegalArgumentException} is an error of decoding.
 *
 * <p>Parts combine: {@code HASH.list()}, {@code SignedVote.CODEC.list(MAX)}, {@code
 * PublicKey.CODEC.optional()}, {@code raw(32)}, {@code codes("role", Role.values(), Role::code)}
 * for an enumeration, {@code INT64.checked(...)} for a range that the constructor does not know,
 * {@code TEXT.map(Uri::create, Uri::toString)} for another type. A sealed interface declares
 *
 * <pre>{@code
 * Codec<Grantee> CODEC =
 *     Codec.union(
 *         "grantee",
 *         Codec.variant(1, Party.class, Codec.of(Party.class, PublicKey.CODEC)),
 *         Codec.variant(2, AnyOf.class, Codec.of(AnyOf.class, Role.CODEC)));
 * }</pre>
 *
 * <p>A type that is no list of fields is written by hand: it overrides {@code encode}, and {@link
 * org.medchain.data.Codec#fixed} or {@link org.medchain.data.Codec#of} make a codec of its methods
 * for the records that hold it. A codec is composed at its first use, and then costs what code by
 * hand costs. {@link org.medchain.data.ClassConstant} finds other constants by class likewise.
 *
 * <h2>Reading order</h2>
 *
 * <p>{@link org.medchain.data.Encoder} and {@link org.medchain.data.Decoder}, {@link
 * org.medchain.data.Codec}, {@link org.medchain.data.Hash}, {@link
 * org.medchain.data.MedicalRecord}, {@link org.medchain.data.Transaction}, {@link
 * org.medchain.data.MerkleTree}, {@link org.medchain.data.Header}, {@link org.medchain.data.Block},
 * {@link org.medchain.data.StoredBlock}, {@link org.medchain.data.ChainVerification}, {@link
 * org.medchain.data.StateTree}. Requirements: {@code spec/requirements/data.md}.
 */
package org.medchain.data;
