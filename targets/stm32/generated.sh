# What build-firmware and build-library know of the C that TeaVM generated. Sourced.

# sources_of FOLDER: of the generated files, those of our packages and of arrays, but for long[] and double[], whose
# elements would need to be aligned to 8; java.lang and TeaVM's own run time are bare.c's job.
sources_of() {
    grep -E '^c/n/|^(a/)?p/(byte|char|int|short|boolean)\.c$|^c/j/l/(Object|Math)\.c$|^strings\.c$' "$1/all.txt"
}

# constants_of FOLDER SOURCE...: C that defines JAVA_CONSTANTS: calls of the sysinit functions that give a static field
# another value than 0.
constants_of() {
    local folder=$1 file functions function
    shift
    functions=$(cd "$folder" && for file; do
        awk '/^void sysinitclass_/ { name = $2 } /^}/ { name = "" }
             /^ *sfld_.* = / && !/= (NULL|INT32_C\(0\)|INT64_C\(0\));/ && name { print name; name = "" }' "$file"
    done)
    for function in $functions; do printf 'extern void %s;\n' "$function"; done
    printf '#define JAVA_CONSTANTS'
    for function in $functions; do printf ' %s;' "$function"; done
    printf '\n'
}
