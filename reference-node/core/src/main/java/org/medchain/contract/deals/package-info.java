/**
 * Demanders ask for data, draw deals from providers' offers, and providers sign them (paper §4 (3);
 * CON-37 to CON-41; decision 0273).
 */
package org.medchain.contract.deals;
