/** Strategies of the credit-point game and the population of them (GAME-14). */
package org.medchain.credit.strategy;
