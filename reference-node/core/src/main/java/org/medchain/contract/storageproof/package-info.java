/** Files are entrusted to holders, which prove that they have them (paper §3.2.4; GAME-4). */
package org.medchain.contract.storageproof;
