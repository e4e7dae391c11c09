/**
 * The healthcare data layer (paper §3.2.1): records, transactions, headers, blocks, Merkle trees,
 * targets, keys and hashes, and the one canonical encoding that everything hashed or signed goes
 * through. It uses no other layer.
 *
 * <h2>A type and its encoding</h2>
 *
 * <p>The encoding of a record follows from its declaration: its components, one after the other.
 *
 * <pre>{@code
 * record Delegation(PublicKey delegate, boolean byCenter, long untilMs) implements Encodable {}
 * }</pre>
 *
 * <p>Nothing else is needed: {@code value.encode(out)} and {@code value.encoded()} write, {@code
 * Codec.of(Delegation.class)} reads. The canonical constructor checks: its {@code
 * IllegalArgumentException} is an error of decoding. A component is a number of 4 or 8 bytes, a
 * flag, a text, bytes, a hash, an enumeration with codes ({@link org.medchain.data.Coded}), another
 * encoded type, or a list or optional of those. The records of a sealed interface have their number
 * in front: {@link org.medchain.data.Code}.
 *
 * <p>Where a component is encoded otherwise, the record lists the codecs of all of them in a static
 * field {@code CODEC}, in their order:
 *
 * <pre>{@code
 * record Receipt(RequestId request, int code, Bytes output) implements Encodable {
 *   static final Codec<Receipt> CODEC =
 *       Codec.of(Receipt.class, Codec.of(RequestId.class), Codec.UINT8, Codec.BYTES);
 * }
 * }</pre>
 *
 * <p>Parts combine: {@code SignedVote.CODEC.list(MAX)}, {@code raw(32)}, {@code INT64.checked(...)}
 * for a range that the constructor does not know, {@code TEXT.map(Uri::create, Uri::toString)} for
 * another type. A type that is no list of fields is written by hand: it overrides {@code encode},
 * and its {@code CODEC} is made of its methods ({@link org.medchain.data.Codec#written}) if records
 * hold it. A codec is composed at its first use, and then costs what code by hand costs.
 *
 * <h2>Reading order</h2>
 *
 * <p>{@link org.medchain.data.Encoder} and {@link org.medchain.data.Decoder}, {@link
 * org.medchain.data.Codec}, {@link org.medchain.data.Hash}, {@link
 * org.medchain.data.MedicalRecord}, {@link org.medchain.data.Transaction}, {@link
 * org.medchain.data.MerkleTree}, {@link org.medchain.data.Header}, {@link org.medchain.data.Block},
 * {@link org.medchain.data.StoredBlock}, {@link org.medchain.data.state.StateTree}. Requirements:
 * {@code spec/requirements/data.md}.
 */
package org.medchain.data;
