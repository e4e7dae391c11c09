/**
 * Proof of work (paper §3.1; Nakamoto 2008).
 *
 * <p>Reading order: {@link org.medchain.consensus.pow.PowReplica} and PowState, BlockValidity and
 * DifficultyRule, BlockTree, ChainReorganiser, BlockAssembler, BlockRelay, HeaderSync,
 * CompactRelay, ConfirmationReplies.
 */
package org.medchain.consensus.pow;
