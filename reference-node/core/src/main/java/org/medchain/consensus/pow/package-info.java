/**
 * Proof of work (paper §3.1; Nakamoto 2008): the protocol that the paper's PBFT is compared with.
 * {@link org.medchain.consensus.pow.PowReplica} keeps a tree of blocks, follows the branch of most
 * work and asks its host to search for the next block on it; {@link
 * org.medchain.consensus.pow.PowClientSession} accepts what is k blocks deep.
 *
 * <p>Reading order: PowReplica and PowState, BlockValidity and DifficultyRule, BlockTree,
 * ChainReorganiser, BlockAssembler, BlockRelay, HeaderSync, CompactRelay, ConfirmationReplies.
 */
package org.medchain.consensus.pow;
