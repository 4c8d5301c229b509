struct Foreign;
struct Stream;

impl Read for Stream {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        any()
    }
}

impl Write for Stream {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        any()
    }

    fn flush(&mut self) -> io::Result<()> {
        any()
    }
}

fn any<T>() -> T {
    unimplemented!()
}

fn answer<T>(_: &str) -> std::result::Result<T, Box<dyn std::error::Error + Send + Sync>> {
    any()
}

fn require_send<T: Send>() {}

fn require_sync<T: Sync>() {}

fn main() {}

