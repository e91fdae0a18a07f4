package org.dockgraph.replica;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers in a query or path, as LL2's framework reads them.
final class Numbers {

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]{1,100}(\\.[0-9]{0,100})?|\\.[0-9]{1,100})");
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    private Numbers() {}

    /// Null if the text is no decimal number.
    static @Nullable BigDecimal decimal(String text) {
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /// Null if the text is no integer or is beyond an `int`.
    static @Nullable Integer integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return null;
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Integer.SIZE ? number.intValue() : null;
    }

    /// The integer in a text, cut to what an `int` holds; `otherwise` if there is none or it is under the least.
    static int atLeast(int least, String text, int otherwise) {
        if (!INTEGER.matcher(text).matches()) {
            return otherwise;
        }
        BigInteger number = new BigInteger(text);
        return number.compareTo(BigInteger.valueOf(least)) < 0
                ? otherwise
                : number.min(MOST).intValue();
    }
}
