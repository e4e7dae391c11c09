/**
 * The healthcare data layer (paper §3.2.1): records, transactions, headers, blocks, Merkle trees,
 * targets, keys and hashes, and the one canonical encoding that everything hashed or signed goes
 * through. It uses no other layer.
 *
 * <p>Reading order: {@link org.medchain.data.Encoder} and {@link org.medchain.data.Decoder}, {@link
 * org.medchain.data.Hash}, {@link org.medchain.data.MedicalRecord}, {@link
 * org.medchain.data.Transaction}, {@link org.medchain.data.MerkleTree}, {@link
 * org.medchain.data.Header}, {@link org.medchain.data.Block}, {@link
 * org.medchain.data.StoredBlock}, {@link org.medchain.data.ChainVerification}, {@link
 * org.medchain.data.StateTree}. Requirements: {@code spec/requirements/data.md}.
 */
package org.medchain.data;
