/** Measured gains of mechanisms (GAME-16). */
package org.medchain.credit.evaluation;
