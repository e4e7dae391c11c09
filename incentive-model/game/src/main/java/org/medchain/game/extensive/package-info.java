/**
 * Games in extensive form: trees with chance and information sets ({@link
 * org.medchain.game.extensive.ExtensiveGame}), the reduced normal form that they are solved through
 * ({@link org.medchain.game.extensive.ReducedNormalForm}), and what its mixed strategies do at each
 * information set ({@link org.medchain.game.extensive.BehaviourStrategy}) (GAME-20).
 */
package org.medchain.game.extensive;
