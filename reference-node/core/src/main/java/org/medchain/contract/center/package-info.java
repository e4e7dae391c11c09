/** The regulatory center's decisions for all (CON-14, CON-17, CON-18; GAME-8, GAME-9). */
package org.medchain.contract.center;
