/** Results for repeated games (GAME-28). */
package org.medchain.study.repeated;
