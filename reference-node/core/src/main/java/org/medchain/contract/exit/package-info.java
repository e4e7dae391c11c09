/** Participants leave at any time, and are paid later (paper §3.2.4; GAME-7). */
package org.medchain.contract.exit;
