/**
 * Studies of games, from a file to tables and figures: the command {@code medchain game} (GAME-10).
 */
package org.medchain.study;
