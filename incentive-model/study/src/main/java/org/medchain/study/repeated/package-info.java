/**
 * The results for a repeated game (GAME-28): payoffs of each pair of strategies, best replies,
 * equilibria with the discount factors at which they are some, and the relations that
 * zero-determinant strategies force.
 */
package org.medchain.study.repeated;
