import type { Given, Made } from '../given.ts';
import { enFiles } from '../text/en-files.ts';
import { createUploads, type Upload } from './create-uploads.ts';
import css from './files.css?inline';
import { sendFile } from './send-file.ts';

const CROSS = 'm6 6 12 12M18 6 6 18';
const AGAIN = 'M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5';
const PAGE = 'M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zm0 0v4h4';

/** What of a paste or a drop is files. */
const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];
const hasFiles = (data: DataTransfer | null): boolean => !!data?.types.includes('Files');

/** In the composer: the files that are on their way. The button for more is there already; they may also be dropped on the pop-up, or pasted. */
export function create({
  h,
  Component,
  Fragment,
  live,
  signal,
  Icon,
  style,
  en,
  createT,
  problemText,
  porthole,
  host,
  transport,
}: Given): Made['files'] {
  const t = createT({ ...en, ...enFiles });
  const uploads = createUploads({ signal, porthole, transport }, sendFile);
  const over = signal(false);
  style(css);

  const choose = () => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.onchange = () => uploads.add(input.files ?? []);
    input.click();
  };

  const words = ({ code, size = '', detail = '' }: NonNullable<Upload['problem']>): string => {
    switch (code) {
      case 'tooLargeFor':
        return t(code, { size });
      case 'unreachable':
        return t('notSent');
      case 'room-closed':
      case 'refused':
        return problemText({ code, detail });
      default:
        return t(code);
    }
  };

  class Preview extends Component<{ file: File }, { src?: string }> {
    override state: { src?: string } = this.props.file.type.startsWith('image/')
      ? { src: URL.createObjectURL(this.props.file) }
      : {};

    override componentWillUnmount() {
      if (this.state.src) URL.revokeObjectURL(this.state.src);
    }

    override render(_: { file: File }, { src }: { src?: string }) {
      // A page's policy may forbid it.
      return src ? <img src={src} alt="" onError={() => this.setState({ src: '' })} /> : <Icon path={PAGE} />;
    }
  }

  const List = live(() => {
    const all = uploads.all.value;
    return (
      all.length > 0 && (
        <ul>
          {all.map(({ id, file, share, problem }) => {
            const { name } = file;
            return (
              <li key={id}>
                <Preview file={file} />
                <span>
                  <b dir="auto">{name}</b>
                  {problem ? (
                    <small class="error" role="alert" dir="auto">
                      {words(problem)}
                    </small>
                  ) : (
                    <progress
                      value={share}
                      aria-label={t('uploading', { name, percent: Math.round(share * 100) })}
                    />
                  )}
                </span>
                {problem && (
                  <button
                    type="button"
                    class="round"
                    aria-label={t('retryFile', { name })}
                    onClick={() => uploads.retry(id)}
                  >
                    <Icon path={AGAIN} />
                  </button>
                )}
                <button
                  type="button"
                  class="round"
                  aria-label={t('cancelFile', { name })}
                  onClick={() => uploads.cancel(id)}
                >
                  <Icon path={CROSS} />
                </button>
              </li>
            );
          })}
        </ul>
      )
    );
  });

  const Over = live(() => over.value && <p class="over">{t('drop')}</p>);

  class Sending extends Component {
    /** Only while the composer is there may something be sent. */
    listeners: Record<string, (event: never) => void> = {
      dragover(event: DragEvent) {
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        over.value = true;
      },
      dragleave({ relatedTarget }: DragEvent) {
        if (!(relatedTarget instanceof Node && host.root.contains(relatedTarget))) over.value = false;
      },
      drop(event: DragEvent) {
        over.value = false;
        if (!hasFiles(event.dataTransfer)) return;
        event.preventDefault();
        uploads.add(filesOf(event.dataTransfer));
      },
      paste(event: ClipboardEvent) {
        const pasted = filesOf(event.clipboardData);
        // Text processors put a picture of the text beside it.
        if (!pasted.length || event.clipboardData?.types.includes('text/plain')) return;
        event.preventDefault();
        uploads.add(pasted);
      },
    };

    override componentDidMount() {
      for (const [name, listener] of Object.entries(this.listeners))
        host.root.addEventListener(name, listener as EventListener);
    }

    override componentWillUnmount() {
      over.value = false;
      for (const [name, listener] of Object.entries(this.listeners))
        host.root.removeEventListener(name, listener as EventListener);
    }

    override render() {
      return (
        <>
          <List />
          <Over />
        </>
      );
    }
  }
  return { Sending, choose, add: uploads.add };
}
