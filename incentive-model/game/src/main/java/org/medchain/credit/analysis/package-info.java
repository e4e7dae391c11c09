/** The credit-point game over ranges of parameters (GAME-13). */
package org.medchain.credit.analysis;
