/**
 * Verdicts on records (paper §3.2.4, §4; CON-9, GAME-1 to GAME-3): the center, verifiers, users.
 */
package org.medchain.contract.verdict;
