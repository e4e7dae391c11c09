/**
 * Games in extensive form (GAME-20): trees with chance and information sets ({@link
 * org.medchain.game.extensive.ExtensiveGame}), their reduced normal form ({@link
 * org.medchain.game.extensive.ReducedNormalForm}), and behaviour strategies ({@link
 * org.medchain.game.extensive.BehaviourStrategy}).
 */
package org.medchain.game.extensive;
