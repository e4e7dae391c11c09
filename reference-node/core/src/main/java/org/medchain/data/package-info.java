/**
 * The healthcare data layer (paper §3.2.1), and the canonical encoding of everything hashed or
 * signed.
 *
 * <p>A record is encoded by its components, one after the other; {@code Codec.of(Delegation.class)}
 * reads it, and the canonical constructor checks. The records of a sealed interface have their
 * number in front ({@link org.medchain.data.Code}). A record with another encoding lists the codecs
 * of its components in a field {@code CODEC}; a type that is not a list of fields overrides {@code
 * encode} ({@link org.medchain.data.Codec#written}).
 *
 * <p>Reading order: {@link org.medchain.data.Encoder}, Decoder, Codec, Hash, MedicalRecord,
 * Transaction, MerkleTree, Header, Block, StoredBlock, {@link org.medchain.data.state.StateTree}.
 */
package org.medchain.data;
