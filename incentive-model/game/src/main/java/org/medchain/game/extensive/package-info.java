/** Games in extensive form (GAME-20): trees, their reduced normal form, behaviour strategies. */
package org.medchain.game.extensive;
