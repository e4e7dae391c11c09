/** Membership levels, and points for cash (paper §3.2.4; GAME-5, GAME-6). */
package org.medchain.contract.economy;
