/** Seeds, replicates and intervals of estimates (GAME-17): a result depends only on the seed. */
package org.medchain.game.random;
