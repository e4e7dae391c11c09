/**
 * Finite games: who plays, what each may do, and what each then gets (GAME-10). Every analysis
 * reads the same definition; none of them needs a node.
 */
package org.medchain.game;
