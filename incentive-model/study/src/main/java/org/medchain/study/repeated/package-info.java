/**
 * Results for repeated games (GAME-28): payoffs of each pair of strategies, best replies,
 * equilibria with their discount factors, and the relations that zero-determinant strategies
 * enforce.
 */
package org.medchain.study.repeated;
