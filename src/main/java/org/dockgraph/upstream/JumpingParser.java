package org.dockgraph.upstream;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/// Jackson's parser of UTF-8, which can also jump over an object whose end is known, without a look at what is in it.
final class JumpingParser extends UTF8StreamJsonParser {

    private static final Factory PARSERS = new Factory();

    private JumpingParser(
            ObjectReadContext context,
            IOContext io,
            int streamFeatures,
            int formatFeatures,
            ByteQuadsCanonicalizer names,
            byte[] body,
            int from,
            int to) {
        super(context, io, streamFeatures, formatFeatures, null, names, body, from, to, 0, false);
    }

    /// A parser of a whole body: one that can jump, or Jackson's own for another encoding than plain UTF-8.
    static JsonParser of(byte[] body) {
        return PARSERS.createParser(ObjectReadContext.empty(), body);
    }

    /// Goes from the beginning of an object to its end, as [#skipChildren] does.
    ///
    /// @param end the offset behind its closing brace
    void jumpTo(int end) {
        _inputPtr = end - 1;
        nextToken();
    }

    private static final class Factory extends JsonFactory {

        @Override
        protected JsonParser _createParser(ObjectReadContext context, IOContext io, byte[] body, int from, int length) {
            if (!isPlain(body, from, length)) {
                return super._createParser(context, io, body, from, length);
            }
            io.setEncoding(JsonEncoding.UTF8);
            return new JumpingParser(
                    context,
                    io,
                    context.getStreamReadFeatures(_streamReadFeatures),
                    context.getFormatReadFeatures(_formatReadFeatures),
                    _byteSymbolCanonicalizer.makeChild(_factoryFeatures),
                    body,
                    from,
                    from + length);
        }

        /// Whether it begins as an object does in UTF-8 without a byte order mark.
        private static boolean isPlain(byte[] body, int from, int length) {
            return length > 1 && body[from] == '{' && body[from + 1] != 0;
        }
    }
}
